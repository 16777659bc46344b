------------------------------- MODULE Objects ------------------------------
(* Lives of a source object, for the configurations to choose from.        *)
EXTENDS Effects, TLC
CONSTANTS w1, w2, w3

Rewritten == <<"A", "B", "C">>
RemovedLater == <<"A", "-">>
Restored  == <<"A", "-", "A">>
Reverted  == <<"A", "B", "A">>          \* an old content comes back
Absent    == "-"                        \* what lay at the target before
Other     == "X"

Same == Permutations(Workers)
=============================================================================

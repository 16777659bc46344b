-------------------------------- MODULE Trees -------------------------------
(* Trees of units and budgets, for the configurations to choose from.      *)
EXTENDS Longhaul, TLC
CONSTANTS root, a, b, c, n, s1, s2, w1, w2, w3

Fn(dom, def, pairs) ==          \* a function with a default
  [x \in dom |-> IF \E p \in pairs : p[1] = x
                 THEN (CHOOSE p \in pairs : p[1] = x)[2] ELSE def]

\* One: root is all there is.
OneUnits  == {root}
OneKids   == Fn(OneUnits, {}, {})
OneNext   == Fn(OneUnits, Nobody, {})
OneOwn    == Fn(OneUnits, 1, {})
OneWeight == Fn(OneUnits, 1, {})

\* Pair: root splits into a and b.
PairUnits  == {root, a, b}
PairKids   == Fn(PairUnits, {}, {<<root, {a, b}>>})
PairNext   == Fn(PairUnits, Nobody, {})
PairOwn    == Fn(PairUnits, 1, {})
PairWeight == Fn(PairUnits, 1, {<<root, 3>>})

\* Flat: root splits into a and b, a into c; all in the root's stage.
FlatUnits  == {root, a, b, c}
FlatKids   == Fn(FlatUnits, {}, {<<root, {a, b}>>, <<a, {c}>>})
FlatNext   == Fn(FlatUnits, Nobody, {})
FlatOwn    == Fn(FlatUnits, 1, {})
FlatWeight == Fn(FlatUnits, 1, {<<root, 4>>, <<a, 2>>})

\* Tiny: root splits into the stage {a}, followed by n.
TinyUnits  == {root, a, n}
TinyKids   == Fn(TinyUnits, {}, {<<root, {a}>>})
TinyNext   == Fn(TinyUnits, Nobody, {<<root, n>>})
TinyOwn    == Fn(TinyUnits, 1, {<<n, 0>>})
TinyWeight == Fn(TinyUnits, 1, {<<root, 2>>, <<n, 0>>})

\* Staged: root splits into the stage {a, b}, followed by n.
StagedUnits  == {root, a, b, n}
StagedKids   == Fn(StagedUnits, {}, {<<root, {a, b}>>})
StagedNext   == Fn(StagedUnits, Nobody, {<<root, n>>})
StagedOwn    == Fn(StagedUnits, 1, {<<n, 0>>})
StagedWeight == Fn(StagedUnits, 1, {<<root, 3>>, <<n, 0>>})

\* Deep: root splits into the stage {a}, followed by n; a splits into b within it.
DeepUnits  == {root, a, b, n}
DeepKids   == Fn(DeepUnits, {}, {<<root, {a}>>, <<a, {b}>>})
DeepNext   == Fn(DeepUnits, Nobody, {<<root, n>>})
DeepOwn    == Fn(DeepUnits, 1, {<<n, 0>>})
DeepWeight == Fn(DeepUnits, 1, {<<root, 3>>, <<a, 2>>, <<n, 0>>})

\* Nested: root splits into the stage {a}, followed by n; a into the stage {b},
\* followed by c: copies, the parts of a large object, deletes.
NestedUnits  == {root, a, b, c, n}
NestedKids   == Fn(NestedUnits, {}, {<<root, {a}>>, <<a, {b}>>})
NestedNext   == Fn(NestedUnits, Nobody, {<<root, n>>, <<a, c>>})
NestedOwn    == Fn(NestedUnits, 1, {<<n, 0>>, <<c, 0>>})
NestedWeight == Fn(NestedUnits, 1, {<<root, 3>>, <<a, 2>>, <<n, 0>>, <<c, 0>>})

-----------------------------------------------------------------------------
Alone   == [w \in Workers |-> w]               \* a worker is a process
OneHost == [w \in Workers |-> w1]              \* all are slots of one process

\* Workers count in one row, all others in another; or each worker in its own.
Lanes      == [x \in Workers \cup {Others} |-> IF x = Others THEN s2 ELSE s1]
ApartLanes == [x \in Workers \cup {Others} |-> IF x = w1 THEN s1 ELSE s2]
RootBig == {"root"}
AllBig  == {"root", root, a}

No == [submit |-> 1, answer |-> 0, release |-> 0, redrive |-> 0, accept |-> 0, cancel |-> 0,
       crash |-> 0, freeze |-> 0, leave |-> 0, loss |-> 0, double |-> 0]
BNone    == No
BSubmit  == [No EXCEPT !.submit = 2]
BAnswer  == [No EXCEPT !.answer = 1, !.release = 1]
BRedrive == [No EXCEPT !.redrive = 1, !.accept = 1]
BRedrive2 == [No EXCEPT !.redrive = 2, !.accept = 1]
BCancel  == [No EXCEPT !.cancel = 1]
BOps     == [No EXCEPT !.redrive = 1, !.accept = 1, !.cancel = 1]
BOpsAnswer == [BOps EXCEPT !.answer = 1]
BLeave   == [No EXCEPT !.leave = 1]
BLoss    == [No EXCEPT !.loss = 1]
BCrash   == [No EXCEPT !.crash = 1]
BFaults  == [No EXCEPT !.crash = 1, !.loss = 1]
BFreeze  == [No EXCEPT !.freeze = 1, !.answer = 1, !.double = 1]
BCancelCrash  == [No EXCEPT !.cancel = 1, !.crash = 1]
BRedriveCrash == [No EXCEPT !.redrive = 1, !.crash = 1]

Same == Permutations(Workers)
=============================================================================

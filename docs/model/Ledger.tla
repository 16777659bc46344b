------------------------------- MODULE Ledger -------------------------------
(***************************************************************************)
(* What docs/state.md calls the ledger: runs, stages, units, counter rows  *)
(* and sessions; and beside it what is not in the ledger, namely processes,*)
(* what they believe to hold, and the queue.                               *)
(*                                                                         *)
(* With Removed = {} the model is what the page says.  Each name in        *)
(* Removed takes one guard out, so that TLC shows what the guard is for.   *)
(***************************************************************************)
EXTENDS Integers, FiniteSets

CONSTANTS
  Workers,        \* slots: each holds one unit at a time
  Processes,      \* one element is the life of one process, and its session
  ProcessOf,      \* worker -> process
  Survivors,      \* processes that neither crash, freeze nor leave
  Nobody,
  Units, Root,    \* the tree that splitting may unfold
  Kids,           \* unit -> the children of its split; none: it does not split
  NextOf,         \* unit -> the `next` of its split, or Nobody
  Shards, FirstShard,
  Big,            \* stages with a counter row for each shard; others have one
  LaneOf,         \* worker, or Others -> the shard that it counts in
  Others,         \* who sweeps, cancels, redrives and accepts
  Own, Weight,    \* objects that a unit does itself if it splits; all of them
  MaxAttempts,    \* a unit that failed so often fails for good
  MaxLosses,      \* so many sessions lost in a row, and it is dead
  Tolerated,      \* {FALSE}, {TRUE} or both: kinds of redrive that occur
  Budget,         \* how often a fault or an operator's command may happen
  UseQueue,       \* FALSE: anybody may try to claim anything at any time, which
                  \* covers all that a queue can do to messages
  Accurate,       \* FALSE: any session may be declared lost at any time, which
                  \* covers every crash, freeze, partition and error of a clock
  Foreign,        \* TRUE: other runs keep the queue from ever being empty
  Removed

Gone(guard) == guard \in Removed

VARIABLES
  run,      \* "none", "open", "cancelling", "closed", "cancelled"
  stage,    \* stage -> "none", "open", "closed"
  st,       \* unit -> its state, "none": no row
  in,       \* unit -> the stage that counts it
  fence, holder, token, att, losses,
  open,     \* stage -> shard -> open units: the counter rows
  mark,     \* the counter rows that cancel has marked
  tally,    \* sums over units that are closed
  sess,     \* process -> "live", "lost", "left"
  queue,    \* unit -> messages in the queue
  sent,     \* unit -> its message went out, as far as the ledger knows
  proc,     \* process -> "up", "frozen", "down"
  hand,     \* worker -> what it believes to hold
  owed,     \* worker -> the second half of a write that was not one transaction
  look,     \* worker -> it saw its unit to be the last of a one-shard stage
  seen,     \* stage -> shard -> what a sweeper read of a counter row
  left,     \* what is left of Budget
  wrong     \* steps that must never happen

rows  == <<st, in, fence, holder, token, att, losses>>
procs == <<proc, hand, owed, look>>
vars  == <<run, stage, rows, open, mark, tally, sess, queue, sent, procs, seen, left, wrong>>

-----------------------------------------------------------------------------
\* A stage is named after the unit whose split opened it; the root's is "root".
Stages == {"root"} \cup {u \in Units : NextOf[u] # Nobody}
Nexts  == {NextOf[u] : u \in Units} \ {Nobody}
WaitsFor(n) == CHOOSE g \in Units : NextOf[g] = n

Closed == {"done", "split", "dead", "accepted", "cancelled"}
Live   == {"waiting", "pending", "running"}
Over   == {"closed", "cancelled"}
In(s)  == {u \in Units : st[u] = s}

\* The stage that counts a unit, and all around it.  A `next` is counted in
\* the stage around the one that it waits for.
RECURSIVE Around(_)
Around(g) == {g} \cup (IF g = "root" THEN {} ELSE Around(in[NextOf[g]]))

-----------------------------------------------------------------------------
(* Counter rows.  An entry is <<unit, stage, shard>>.                      *)

Row(x, g)  == IF g \in Big THEN LaneOf[x] ELSE FirstShard
RowsOf(g)  == IF g \in Big THEN Shards ELSE {FirstShard}
Unmarked(x, g) == <<g, Row(x, g)>> \notin mark
AllMarked == \A g \in Stages : stage[g] # "none" =>
               \A k \in RowsOf(g) : <<g, k>> \in mark

Plus(opened, closed) ==
  [g \in Stages |-> [k \in Shards |->
     open[g][k] + Cardinality({e \in opened : e[2] = g /\ e[3] = k})
                - Cardinality({e \in closed : e[2] = g /\ e[3] = k})]]

\* A unit in the row of whoever counts it.
By(x, u) == <<u, in[u], Row(x, in[u])>>

Sum(S, f(_)) == LET RECURSIVE go(_)
                    go(R) == IF R = {} THEN 0
                             ELSE LET e == CHOOSE e \in R : TRUE
                                  IN  f(e) + go(R \ {e})
                IN  go(S)
OpenIn(counts, g) == Sum(Shards, LAMBDA k : counts[g][k])

Counted(s) == s \in {"pending", "running"} \/ (s = "waiting" /\ ~Gone("next-counted"))
\* What opening a `next` adds to its stage: nothing, for it was counted before.
Opening(x, n) == IF Gone("next-counted") THEN {By(x, n)} ELSE {}

-----------------------------------------------------------------------------
(* Sums over units by what became of them.                                 *)

Tallied(us, how, sign) ==
  LET all   == sign * Sum(us, LAMBDA u : Weight[u])
      own   == sign * Sum(us, LAMBDA u : Own[u])
      got   == sign * Sum(us, LAMBDA u : IF u = Root THEN 0 ELSE Weight[u])
      to(w) == [tally EXCEPT !.received = @ + got, ![w] = @ + all]
  IN  CASE how = "done"      -> to("copied")
        [] how = "dead"      -> to("dead")
        [] how = "cancelled" -> to("cancelled")
        [] how = "split"     -> [tally EXCEPT !.received = @ + got, !.copied = @ + own,
                                              !.handed = @ + all - own]

-----------------------------------------------------------------------------
(* A hand: the unit, its fence (0: the claim's answer is lost, it asks     *)
(* again), and whether a settle took place whose answer was lost.          *)

Empty == [u |-> Nobody, f |-> 0, did |-> FALSE]
Holding(u, f) == [u |-> u, f |-> f, did |-> FALSE]
Asking(u) == [u |-> u, f |-> 0, did |-> FALSE]
Up(w) == proc[ProcessOf[w]] = "up"
Free(w) == Up(w) /\ hand[w] = Empty /\ owed[w] = {}
Without(p) == [w \in Workers |-> IF ProcessOf[w] = p THEN Empty ELSE hand[w]]

\* A token names one try alone: a worker has one try under way at a time.
TokenOf(w) == IF Gone("token-per-try") THEN ProcessOf[w] ELSE w

Spend(what) == left[what] > 0 /\ left' = [left EXCEPT ![what] = @ - 1]

Init ==
  /\ run = "none"
  /\ stage = [g \in Stages |-> IF g = "root" THEN "open" ELSE "none"]
  /\ st = [u \in Units |-> "none"]
  /\ in = [u \in Units |-> "root"]
  /\ fence = [u \in Units |-> 0]
  /\ holder = [u \in Units |-> Nobody]
  /\ token = [u \in Units |-> Nobody]
  /\ att = [u \in Units |-> 0]
  /\ losses = [u \in Units |-> 0]
  /\ open = [g \in Stages |-> [k \in Shards |-> 0]]
  /\ mark = {}
  /\ tally = [copied |-> 0, dead |-> 0, skipped |-> 0, cancelled |-> 0,
              handed |-> 0, received |-> 0]
  /\ sess = [p \in Processes |-> "live"]
  /\ queue = [u \in Units |-> 0]
  /\ sent = [u \in Units |-> FALSE]
  /\ proc = [p \in Processes |-> "up"]
  /\ hand = [w \in Workers |-> Empty]
  /\ owed = [w \in Workers |-> {}]
  /\ look = [w \in Workers |-> FALSE]
  /\ seen = [g \in Stages |-> [k \in Shards |-> 1]]
  /\ left = Budget
  /\ wrong = {}
=============================================================================

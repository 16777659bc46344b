------------------------------ MODULE Longhaul ------------------------------
(* All that may happen, what must hold, and what must come in the end.     *)
EXTENDS Work, Sweep, Operate

Next ==
  \/ \E w \in Workers \cup {Nobody} : Submit(w)
  \/ SubmitRoot \/ CloseRun \/ CloseRunLate \/ AskCancel
  \/ \E w \in Workers :
       \/ Settle(w) \/ Refused(w) \/ AskAgain(w) \/ StopAsking(w)
       \/ PayCounters(w) \/ PayKids(w) \/ Look(w)
       \/ \E u \in Units : Claim(w, u) \/ ClaimHeld(w, u)
  \/ \E p \in Processes :
       \/ Notice(p) \/ RenewAnyway(p) \/ Crash(p) \/ Freeze(p) \/ Wake(p) \/ Leave(p)
       \/ Reborn(p) \/ DeclareLost(p)
  \/ \E u \in Units :
       \/ Reclaim(u) \/ CancelUnit(u) \/ Accept(u)
       \/ SendFirst(u) \/ SendAgain(u) \/ Discard(u) \/ Lose(u) \/ Double(u)
       \/ \E tol \in Tolerated : Redrive(u, tol)
  \/ \E g \in Stages : \/ CloseStage(g) \/ MarkStage(g)
                       \/ \E k \in Shards : Read(g, k)

Spec == Init /\ [][Next]_vars

\* What comes in the end if one process lives.  Not fair: operators, faults, and
\* a frozen process that wakes.
Fair ==
  /\ WF_vars(\E w \in Workers \cup {Nobody} : Submit(w)) /\ WF_vars(CloseRun)
  /\ \A w \in Workers :
       /\ WF_vars(Settle(w)) /\ WF_vars(Refused(w)) /\ WF_vars(AskAgain(w))
       /\ WF_vars(\E u \in Units : Claim(w, u))
  /\ \A p \in Processes : WF_vars(Notice(p)) /\ WF_vars(DeclareLost(p))
  /\ \A u \in Units : /\ WF_vars(Reclaim(u)) /\ WF_vars(CancelUnit(u))
                      /\ WF_vars(SendFirst(u)) /\ WF_vars(SendAgain(u)) /\ WF_vars(Discard(u))
  /\ \A g \in Stages : WF_vars(CloseStage(g)) /\ WF_vars(MarkStage(g))
FairSpec == Spec /\ Fair

-----------------------------------------------------------------------------
(* What must hold at every moment.                                         *)

TypeOK ==
  /\ run \in {"none", "open", "cancelling"} \cup Over
  /\ \A g \in Stages : stage[g] \in {"none", "open", "closed"}
  /\ \A u \in Units : /\ st[u] \in {"none"} \cup Live \cup Closed
                      /\ in[u] \in Stages
                      /\ (st[u] = "running") <=> (holder[u] # Nobody)
                      /\ queue[u] \in 0..2
  /\ \A w \in Workers : hand[w].u \in Units \cup {Nobody}

\* Steps that must never happen.
NothingWrong == wrong = {}

\* A run that is over is over: nothing of its tree is open or missing.
OverMeansClosed ==
  run \in Over => st[Root] \in Closed /\ \A u \in Units : st[u] \notin Live
NoChildMissing ==
  \A u \in Units : st[u] = "split" =>
    \A c \in Kids[u] \cup ({NextOf[u]} \ {Nobody}) : st[c] # "none"

\* ... and no live session holds anything of it: at most it has not heard yet
\* that what it settled is settled.
IdleWhenOver ==
  run \in Over => \A w \in Workers :
    (hand[w] # Empty /\ sess[ProcessOf[w]] = "live") => hand[w].did

\* The rows of a stage add up to its open units.
CountersMatch ==
  \A g \in Stages :
    OpenIn(open, g) = Cardinality({u \in Units : in[u] = g /\ Counted(st[u])})

\* A stage is closed as long as its next is anything but waiting.
StagesMatch ==
  \A g \in Stages \ {"root"} :
    stage[g] = CASE st[NextOf[g]] = "none"    -> "none"
                 [] st[NextOf[g]] = "waiting" -> "open"
                 [] OTHER                     -> "closed"

\* Nothing inside a closed stage is open.
ClosedMeansClosed ==
  \A u \in Units : st[u] \in Live => \A g \in Around(in[u]) : stage[g] = "open"

\* Each object is accounted for once.
TallyMatches ==
  LET of(s) == Sum(In(s), LAMBDA u : Weight[u]) IN
  /\ tally.copied = of("done") + Sum(In("split"), LAMBDA u : Own[u])
  /\ tally.dead = of("dead") /\ tally.skipped = of("accepted")
  /\ tally.cancelled = of("cancelled")
  /\ tally.handed = Sum(In("split"), LAMBDA u : Weight[u] - Own[u])
Conserved ==
  run \in Over =>
    /\ tally.copied + tally.dead + tally.skipped + tally.cancelled = Weight[Root]
    /\ tally.handed = tally.received

\* A run with cancelled units says so.
HonestEnd == run = "closed" => In("cancelled") = {}

-----------------------------------------------------------------------------
(* What must hold of every step.                                           *)

Inside(u, g) == g \in Around(in[u])
Opens(n) == st[n] = "waiting" /\ st'[n] = "pending"

\* A `next` begins only when all inside the stage before it is closed.
NextAfterStage ==
  [][\A n \in Nexts : Opens(n) =>
       \A u \in Units : Inside(u, WaitsFor(n)) => st'[u] \notin Live]_vars

\* Closed stays closed; only what is dead is redriven or accepted.
NoResurrection ==
  [][\A u \in Units : (st[u] \in Closed /\ st'[u] # st[u]) =>
       /\ st[u] = "dead"
       /\ left'.redrive < left.redrive \/ left'.accept < left.accept]_vars

FencesGrow == [][\A u \in Units : fence'[u] >= fence[u]]_vars

\* A loss is the loss of a session, and only so many in a row are a death.
LossesAreLosses ==
  [][\A u \in Units : losses'[u] > losses[u] =>
       st[u] = "running" /\ sess[holder[u]] = "lost"]_vars

\* Once all is marked nothing is born, nothing begins and nothing comes back.
\* Of a run that is cancelled nothing ever moves again; dead units may be
\* accepted.
NothingBehindMarks ==
  [][(run \in {"cancelling", "cancelled"} /\ AllMarked) => \A u \in Units :
       /\ (st[u] = "none") => (st'[u] = "none")
       /\ ~Opens(u)
       /\ (st[u] = "dead") => (st'[u] \in {"dead", "accepted"})]_vars
\* The root's stage is behind its marks from the moment of the cancel on.
RootStopsAtOnce ==
  [][run = "cancelling" => \A u \in Units :
       (st'[u] \in Live /\ in'[u] = "root") => (st[u] \in Live /\ ~Opens(u))]_vars
CancelIsFinal ==
  [][run = "cancelled" => /\ run' = "cancelled"
                          /\ \A u \in Units : (st'[u] \in {st[u], "accepted"})]_vars

\* No `next` begins behind a unit that a cancel has closed.  See the README.
NoNextAfterCancelled ==
  [][\A n \in Nexts : Opens(n) =>
       \A u \in Units : Inside(u, WaitsFor(n)) => st'[u] # "cancelled"]_vars

\* The run ends, and stays ended unless somebody redrives.
Ends == <>[](run \in Over)

-----------------------------------------------------------------------------
\* Of a fence it matters only whether a claim in hand is the current one.
FenceView ==
  <<run, stage, st, in, holder, token, att, losses, open, mark, tally, sess, queue, sent,
    proc, owed, look, seen, left, wrong,
    [w \in Workers |-> IF hand[w] = Empty THEN <<Nobody, 0, FALSE, FALSE>>
      ELSE <<hand[w].u, IF hand[w].f = 0 THEN 0 ELSE 1, hand[w].f = fence[hand[w].u], hand[w].did>>]>>
=============================================================================

-------------------------------- MODULE Sweep -------------------------------
(* The sweeper (docs/state.md, 3, 4, 6 and 7): any number of them at once, *)
(* each step on its own, so that a crash between two steps is a step that  *)
(* does not come.  What it read of the run may be old: all but closing the *)
(* run is done in a cancelled run too, by one that has not heard of it.    *)
EXTENDS Ledger

Sweeping == run \in {"open", "cancelling"} /\ \E p \in Processes : proc[p] = "up"

NotLive(u) == sess[holder[u]] # "live"

DeclareLost(p) ==
  /\ Sweeping /\ p \notin Survivors
  /\ sess[p] = "live" /\ (Accurate => proc[p] # "up")
  /\ sess' = [sess EXCEPT ![p] = "lost"]
  /\ UNCHANGED <<run, stage, rows, open, mark, tally, queue, sent, procs, seen, left, wrong>>

\* Under worker and fence as read, hence of a unit that still runs.  Without
\* that, a late write of a frozen sweeper.
Reclaim(u) ==
  LET held == st[u] = "running"
      loss == IF ~held THEN FALSE
              ELSE sess[holder[u]] = "lost" \/ Gone("left-is-no-loss") \/ Gone("reclaim-if-not-live")
      dead == loss /\ losses[u] + 1 >= MaxLosses
  IN
  /\ Sweeping
  /\ IF held THEN NotLive(u) \/ Gone("reclaim-if-not-live")
     ELSE /\ Gone("reclaim-as-read") /\ st[u] \in {"done", "pending"}
          /\ \E p \in Processes : sess[p] = "lost"
  /\ st' = [st EXCEPT ![u] = IF dead THEN "dead" ELSE "pending"]
  /\ fence' = [fence EXCEPT ![u] = IF Gone("reclaim-bumps") THEN @ ELSE @ + 1]
  /\ holder' = [holder EXCEPT ![u] = Nobody]
  /\ token' = [token EXCEPT ![u] = Nobody]
  /\ losses' = [losses EXCEPT ![u] = IF loss THEN @ + 1 ELSE @]
  /\ open' = IF dead THEN Plus({}, {By(Others, u)}) ELSE open
  /\ tally' = IF dead THEN Tallied({u}, "dead", 1) ELSE tally
  /\ sent' = [sent EXCEPT ![u] = FALSE]
  /\ UNCHANGED <<run, stage, in, att, mark, sess, queue, procs, seen, left, wrong>>

-----------------------------------------------------------------------------
(* Closing.  The rows are read one after the other; the transaction demands*)
(* each as it was read.  So if it takes place their sum is 0 at that       *)
(* moment, and reading and writing are one step here.  Without that guard  *)
(* reading is a step of its own, row by row.                               *)

Read(g, k) ==
  /\ Gone("close-as-read") /\ Sweeping /\ stage[g] = "open"
  /\ seen[g][k] # open[g][k]
  /\ seen' = [seen EXCEPT ![g][k] = open[g][k]]
  /\ UNCHANGED <<run, stage, rows, open, mark, tally, sess, queue, sent, procs, left, wrong>>

Empties(g) == IF Gone("close-as-read")
              THEN Sum(RowsOf(g), LAMBDA k : seen[g][k]) = 0
              ELSE OpenIn(open, g) = 0

CloseStage(g) ==
  LET n == NextOf[g] IN
  /\ Sweeping /\ g # "root"
  /\ g \in Big \/ ~Gone("sweep-small-stages")
  /\ stage[g] = "open" /\ Empties(g)
  /\ st[n] = "waiting"
  /\ Unmarked(Others, in[n]) \/ Gone("open-checks-mark")
  /\ stage' = [stage EXCEPT ![g] = "closed"]
  /\ st' = [st EXCEPT ![n] = "pending"]
  /\ open' = Plus(Opening(Others, n), {})
  /\ sent' = [sent EXCEPT ![n] = FALSE]
  /\ UNCHANGED <<run, in, fence, holder, token, att, losses, mark, tally, sess, queue, procs,
                 seen, left, wrong>>

\* Under the run's state as read.
CloseRun ==
  /\ Sweeping /\ Empties("root")
  /\ run' = IF run = "open" THEN "closed" ELSE "cancelled"
  /\ UNCHANGED <<stage, rows, open, mark, tally, sess, queue, sent, procs, seen, left, wrong>>

CloseRunLate ==
  /\ Gone("close-run-as-read") /\ Sweeping /\ Empties("root")
  /\ run' = "closed"
  /\ UNCHANGED <<stage, rows, open, mark, tally, sess, queue, sent, procs, seen, left, wrong>>

-----------------------------------------------------------------------------
(* Finishing a cancel.                                                     *)

MarkStage(g) ==
  /\ Sweeping /\ run = "cancelling"
  /\ g # "root" \/ Gone("mark-with-run")
  /\ stage[g] # "none"
  /\ ~({<<g, k>> : k \in RowsOf(g)} \subseteq mark)
  /\ mark' = mark \cup {<<g, k>> : k \in RowsOf(g)}
  /\ UNCHANGED <<run, stage, rows, open, tally, sess, queue, sent, procs, seen, left, wrong>>

\* What is in nobody's hand: pending; held by a session that is not live; and
\* waiting, if nothing of its stage is open, and that stage closes with it.
InNobodysHand(u) ==
  \/ st[u] = "pending"
  \/ st[u] = "running" /\ (NotLive(u) \/ Gone("cancel-if-not-live"))
  \/ st[u] = "waiting" /\ (OpenIn(open, WaitsFor(u)) = 0 \/ Gone("cancel-waiting-last"))

CancelUnit(u) ==
  /\ Sweeping /\ run = "cancelling"
  /\ InNobodysHand(u)
  /\ ~Unmarked(Others, in[u]) \/ Gone("cancel-if-marked")
  /\ st' = [st EXCEPT ![u] = "cancelled"]
  /\ fence' = [fence EXCEPT ![u] = IF Gone("cancel-bumps") THEN @ ELSE @ + 1]
  /\ holder' = [holder EXCEPT ![u] = Nobody]
  /\ token' = [token EXCEPT ![u] = Nobody]
  /\ stage' = IF st[u] # "waiting" \/ Gone("cancel-closes-stage") THEN stage
              ELSE [stage EXCEPT ![WaitsFor(u)] = "closed"]
  /\ open' = IF Counted(st[u]) THEN Plus({}, {By(Others, u)}) ELSE open
  /\ tally' = Tallied({u}, "cancelled", 1)
  /\ UNCHANGED <<run, in, att, losses, mark, sess, queue, sent, procs, seen, left, wrong>>

-----------------------------------------------------------------------------
(* Messages.  The first one may be sent by whoever made the unit pending.  *)

SendFirst(u) ==
  /\ UseQueue /\ Sweeping /\ st[u] = "pending" /\ ~sent[u]
  /\ queue' = [queue EXCEPT ![u] = IF @ < 2 THEN @ + 1 ELSE @]
  /\ sent' = [sent EXCEPT ![u] = TRUE]
  /\ UNCHANGED <<run, stage, rows, open, mark, tally, sess, procs, seen, left, wrong>>

\* Sent long ago; if only an empty queue tells, not while others fill it.
SendAgain(u) ==
  /\ UseQueue /\ Sweeping /\ ~Gone("resend")
  /\ st[u] = "pending" /\ sent[u] /\ queue[u] = 0
  /\ Gone("resend-by-age") => ~Foreign /\ \A v \in Units : queue[v] = 0
  /\ queue' = [queue EXCEPT ![u] = @ + 1]
  /\ UNCHANGED <<run, stage, rows, open, mark, tally, sess, sent, procs, seen, left, wrong>>

Lose(u) ==
  /\ UseQueue /\ queue[u] > 0 /\ Spend("loss")
  /\ queue' = [queue EXCEPT ![u] = 0]
  /\ UNCHANGED <<run, stage, rows, open, mark, tally, sess, sent, procs, seen, wrong>>

Double(u) ==
  /\ UseQueue /\ queue[u] = 1 /\ Spend("double")
  /\ queue' = [queue EXCEPT ![u] = 2]
  /\ UNCHANGED <<run, stage, rows, open, mark, tally, sess, sent, procs, seen, wrong>>
=============================================================================

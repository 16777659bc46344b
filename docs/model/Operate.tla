------------------------------- MODULE Operate ------------------------------
(* Cancel, redrive and accept (docs/state.md, 1, 5 and 6).                 *)
EXTENDS Ledger

\* The run, and the rows of the root's stage, in one transaction.
AskCancel ==
  /\ run = "open" /\ Spend("cancel")
  /\ run' = "cancelling"
  /\ mark' = IF Gone("mark-with-run") THEN mark
             ELSE mark \cup {<<"root", k>> : k \in RowsOf("root")}
  /\ UNCHANGED <<stage, rows, open, tally, sess, queue, sent, procs, seen, wrong>>

-----------------------------------------------------------------------------
(* Redrive.  A redriven unit needs a stage that can count it: one that is  *)
(* open, or whose next can wait again.                                     *)

CanWait == {"waiting", "pending", "dead"}

RECURSIVE Nearest(_)
Nearest(g) == IF g = "root" \/ stage[g] = "open" \/ st[NextOf[g]] \in CanWait THEN g
              ELSE Nearest(in[NextOf[g]])
Place(u, tol) == IF tol /\ ~Gone("redrive-moves") THEN Nearest(in[u]) ELSE in[u]

\* The unit, the next of its place if that is dead, the next of that one's
\* place, and so on.
RECURSIVE Revived(_, _)
Revived(u, tol) ==
  LET g == Place(u, tol) IN
  {u} \cup (IF g = "root" \/ stage[g] = "open" \/ Gone("redrive-next-waits") THEN {}
            ELSE IF st[NextOf[g]] = "dead" THEN Revived(NextOf[g], tol) ELSE {})

Redrive(u, tol) ==
  LET revived == Revived(u, tol)
      places == {Place(x, tol) : x \in revived}
      closed == IF Gone("redrive-next-waits") THEN {}
                ELSE {g \in places \ {"root"} : stage[g] = "closed"}
      again == {n \in {NextOf[g] : g \in closed} : st[n] \in CanWait}
      where == [x \in Units |-> IF x \in revived THEN Place(x, tol) ELSE in[x]]
  IN
  /\ st[u] = "dead" \/ (Gone("redrive-if-dead") /\ st[u] = "done")
  /\ Spend("redrive")
  /\ \A g \in closed : \/ st[NextOf[g]] \in CanWait
                       \/ Gone("redrive-refuses") \/ (tol /\ Gone("redrive-moves"))
  /\ (\A g \in places : Unmarked(Others, g)) \/ Gone("redrive-checks-mark")
  /\ "root" \in places => run \in {"open", "closed"} \/ Gone("redrive-checks-run")
  /\ st' = [x \in Units |-> IF x = u THEN "pending" ELSE IF x \in again THEN "waiting" ELSE st[x]]
  /\ in' = where
  /\ att' = [x \in Units |-> IF x \in revived THEN 0 ELSE att[x]]
  /\ losses' = [x \in Units |-> IF x \in revived THEN 0 ELSE losses[x]]
  /\ stage' = [g \in Stages |-> IF g \in closed THEN "open" ELSE stage[g]]
  /\ open' = Plus({<<x, where[x], Row(Others, where[x])>> : x \in revived}, {})
  /\ tally' = IF Gone("redrive-untallies") THEN tally ELSE Tallied(revived, "dead", -1)
  /\ run' = IF run = "closed" /\ "root" \in places /\ ~Gone("redrive-reopens") THEN "open" ELSE run
  /\ sent' = [sent EXCEPT ![u] = FALSE]
  /\ UNCHANGED <<fence, holder, token, mark, sess, queue, procs, seen, wrong>>

Accept(u) ==
  /\ st[u] = "dead" \/ (Gone("accept-if-dead") /\ st[u] = "done")
  /\ Spend("accept")
  /\ st' = [st EXCEPT ![u] = "accepted"]
  /\ tally' = [tally EXCEPT !.dead = @ - Weight[u], !.skipped = @ + Weight[u]]
  /\ UNCHANGED <<run, stage, in, fence, holder, token, att, losses, open, mark, sess, queue,
                 sent, procs, seen, wrong>>
=============================================================================

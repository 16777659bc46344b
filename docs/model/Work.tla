-------------------------------- MODULE Work --------------------------------
(* Submit, claim and settle (docs/state.md, 1 and 3), and what may happen  *)
(* to a process meanwhile.                                                 *)
EXTENDS Ledger

\* The run, its root's counter row and the root, in one transaction.  With a
\* submitter w the root is running under fence 1.
Submit(w) ==
  /\ run = "none" \/ Gone("submit-if-absent")
  /\ IF w = Nobody THEN TRUE ELSE Free(w)
  /\ Spend("submit")
  /\ run' = "open"
  /\ IF Gone("submit-one-tx") THEN UNCHANGED <<rows, open, hand>>
     ELSE /\ st' = [st EXCEPT ![Root] = IF w = Nobody THEN "pending" ELSE "running"]
          /\ fence' = [fence EXCEPT ![Root] = IF w = Nobody THEN 0 ELSE 1]
          /\ holder' = [holder EXCEPT ![Root] = IF w = Nobody THEN w ELSE ProcessOf[w]]
          /\ token' = [token EXCEPT ![Root] = IF w = Nobody THEN w ELSE TokenOf(w)]
          /\ open' = [open EXCEPT !["root"][FirstShard] = 1]
          /\ hand' = IF w = Nobody THEN hand ELSE [hand EXCEPT ![w] = Holding(Root, 1)]
          /\ UNCHANGED <<in, att, losses>>
  /\ UNCHANGED <<stage, mark, tally, sess, queue, sent, proc, owed, look, seen, wrong>>

SubmitRoot ==                                  \* the second half, if there is one
  /\ Gone("submit-one-tx") /\ run = "open" /\ st[Root] = "none"
  /\ st' = [st EXCEPT ![Root] = "pending"]
  /\ open' = [open EXCEPT !["root"][FirstShard] = 1]
  /\ UNCHANGED <<run, stage, in, fence, holder, token, att, losses, mark, tally, sess,
                 queue, sent, procs, seen, left, wrong>>

-----------------------------------------------------------------------------
(* Claim.  It looks at the unit's row and at nothing else: a process whose *)
(* session is lost may still win.                                          *)

Claimable(u) == st[u] = "pending" \/ (Gone("claim-if-pending") /\ st[u] \in {"running", "done"})

Claimed(w, u) ==
  /\ st' = [st EXCEPT ![u] = "running"]
  /\ fence' = [fence EXCEPT ![u] = IF Gone("claim-bumps") /\ @ > 0 THEN @ ELSE @ + 1]
  /\ holder' = [holder EXCEPT ![u] = ProcessOf[w]]
  /\ token' = [token EXCEPT ![u] = TokenOf(w)]
  /\ wrong' = IF st[u] = "pending" THEN wrong ELSE wrong \cup {"claimed what was not pending"}
  /\ UNCHANGED <<run, stage, in, att, losses, open, mark, tally, sess, sent, proc, owed, look, seen>>

\* A message is deleted once the ledger has answered.
Delete(u) == queue' = IF queue[u] > 0 THEN [queue EXCEPT ![u] = @ - 1] ELSE queue

Claim(w, u) ==
  /\ Free(w) /\ Claimable(u)
  /\ UseQueue => queue[u] > 0
  /\ Claimed(w, u)
  /\ \/ /\ hand' = [hand EXCEPT ![w] = Holding(u, fence'[u])]
        /\ Delete(u) /\ UNCHANGED left
     \/ /\ hand' = [hand EXCEPT ![w] = Asking(u)]       \* applied, the answer lost
        /\ Spend("answer") /\ UNCHANGED queue

\* Asked again under the same token: it has won, or wins now, or has not.
OwnToken(w, u) == st[u] = "running" /\ holder[u] = ProcessOf[w] /\ token[u] = TokenOf(w)

AskAgain(w) ==
  LET u == hand[w].u IN
  /\ Up(w) /\ u # Nobody /\ hand[w].f = 0
  /\ IF Claimable(u) /\ ~OwnToken(w, u)
     THEN /\ Claimed(w, u)
          /\ hand' = [hand EXCEPT ![w] = Holding(u, fence'[u])]
     ELSE /\ hand' = [hand EXCEPT ![w] = IF OwnToken(w, u) THEN Holding(u, fence[u]) ELSE Empty]
          /\ UNCHANGED <<run, stage, rows, open, mark, tally, sess, sent, proc, owed, look,
                         seen, wrong>>
  /\ Delete(u)
  /\ UNCHANGED left

\* Whoever stops asking must not go on living with what it may have won.
StopAsking(w) ==
  /\ Gone("asks-until-answered") /\ Up(w) /\ hand[w].u # Nobody /\ hand[w].f = 0
  /\ hand' = [hand EXCEPT ![w] = Empty]
  /\ UNCHANGED <<run, stage, rows, open, mark, tally, sess, queue, sent, proc, owed, look,
                 seen, left, wrong>>

\* A try that meets its own token has won.  Were the token its process's, then
\* one slot would win what the other one holds.
ClaimHeld(w, u) ==
  /\ Gone("token-per-try") /\ Free(w) /\ OwnToken(w, u)
  /\ UseQueue => queue[u] > 0
  /\ hand' = [hand EXCEPT ![w] = Holding(u, fence[u])]
  /\ Delete(u)
  /\ UNCHANGED <<run, stage, rows, open, mark, tally, sess, sent, proc, owed, look, seen,
                 left, wrong>>

\* A message of a closed, waiting or held unit is deleted without work.
Discard(u) ==
  /\ UseQueue /\ queue[u] > 0 /\ ~Claimable(u)
  /\ \E w \in Workers : Up(w)
  /\ Delete(u)
  /\ UNCHANGED <<run, stage, rows, open, mark, tally, sess, sent, procs, seen, left, wrong>>

-----------------------------------------------------------------------------
(* Settle.                                                                 *)

Mine(w) == LET u == hand[w].u IN
  /\ fence[u] = hand[w].f \/ Gone("settle-fence")
  /\ st[u] = "running"    \/ Gone("settle-running")

ReallyMine(w) == LET u == hand[w].u IN
  st[u] = "running" /\ holder[u] = ProcessOf[w] /\ fence[u] = hand[w].f

\* What every settle has in common.  It needs the fence and no session.  If its
\* answer is lost, it is said again.  `budget` is what it leaves of it.
Settling(w, budget) ==
  LET u == hand[w].u IN
  /\ Up(w) /\ u # Nobody /\ hand[w].f > 0 /\ owed[w] = {}
  /\ Mine(w)
  /\ \/ hand' = [hand EXCEPT ![w] = Empty] /\ left' = budget
     \/ /\ budget.answer > 0 /\ left' = [budget EXCEPT !.answer = @ - 1]
        /\ hand' = [hand EXCEPT ![w].did = TRUE]
  /\ wrong' = IF ReallyMine(w) THEN wrong ELSE wrong \cup {"settled without holding"}
  /\ holder' = [holder EXCEPT ![u] = Nobody]
  /\ token' = [token EXCEPT ![u] = Nobody]
  /\ look' = [look EXCEPT ![w] = FALSE]
  /\ UNCHANGED <<fence, mark, sess, queue, proc, seen>>

\* The last settler of a one-shard stage closes the stage and opens the next
\* in the same transaction, under the row's count as it was read.  One that
\* read while another unit was open does not.
SeesLast(w, g, counts) == OpenIn(counts, g) = 0 \/ (Gone("last-as-read") /\ look[w])
EndsStage(w, g, counts) ==
  /\ g \notin Big \cup {"root"}
  /\ SeesLast(w, g, counts)
  /\ stage[g] = "open" /\ st[NextOf[g]] = "waiting"
  /\ Unmarked(w, in[NextOf[g]]) \/ Gone("open-checks-mark")

Look(w) ==
  LET u == hand[w].u IN
  /\ Gone("last-as-read") /\ Up(w) /\ u # Nobody /\ ~look[w]
  /\ OpenIn(open, in[u]) = 1
  /\ look' = [look EXCEPT ![w] = TRUE]
  /\ UNCHANGED <<run, stage, rows, open, mark, tally, sess, queue, sent, proc, hand, owed,
                 seen, left, wrong>>

\* Done; failed for good; or given up by its own worker, for the run is being
\* cancelled.
Finish(w, how) ==
  LET u == hand[w].u
      g == in[u]
      n == NextOf[g]
      out == IF Gone("settle-one-tx") THEN {} ELSE {By(w, u)}
      counts == Plus({}, out)
      states == [st EXCEPT ![u] = how]
  IN
  /\ Settling(w, left)
  /\ how = "cancelled" => run = "cancelling"
  /\ tally' = Tallied({u}, how, 1)
  /\ owed' = [owed EXCEPT ![w] = IF Gone("settle-one-tx") THEN {By(w, u)} ELSE {}]
  /\ \/ /\ st' = states /\ open' = counts
        /\ UNCHANGED <<stage, sent>>
     \/ /\ EndsStage(w, g, counts)
        /\ st' = [states EXCEPT ![n] = "pending"]
        /\ stage' = [stage EXCEPT ![g] = "closed"]
        /\ open' = Plus(Opening(w, n), out)
        /\ sent' = [sent EXCEPT ![n] = FALSE]
  /\ UNCHANGED <<run, in, att, losses>>

PayCounters(w) ==                   \* the counters, in a second write
  /\ Gone("settle-one-tx") /\ owed[w] # {} /\ Up(w)
  /\ open' = Plus({}, owed[w])
  /\ owed' = [owed EXCEPT ![w] = {}]
  /\ UNCHANGED <<run, stage, rows, mark, tally, sess, queue, sent, proc, hand, look, seen,
                 left, wrong>>

\* Failed with budget left, or released: pending again, and the row of losses
\* in a row is over.
HandBack(w, failed, budget) ==
  LET u == hand[w].u IN
  /\ Settling(w, budget)
  /\ st' = [st EXCEPT ![u] = "pending"]
  /\ att' = [att EXCEPT ![u] = IF failed THEN @ + 1 ELSE @]
  /\ losses' = [losses EXCEPT ![u] = 0]
  /\ sent' = [sent EXCEPT ![u] = FALSE]
  /\ UNCHANGED <<run, stage, in, open, tally, owed>>

Retry(w) == /\ hand[w].u # Nobody /\ att[hand[w].u] < MaxAttempts
            /\ HandBack(w, TRUE, left)
Release(w) == /\ left.release > 0
              /\ HandBack(w, FALSE, [left EXCEPT !.release = @ - 1])

\* The parent, its children, the next, the counters and the new stage in one
\* transaction.  The next stands in for the parent in the parent's stage; the
\* children are counted in the first row of the new one.
Split(w) ==
  LET u == hand[w].u
      n == NextOf[u]
      g == IF n = Nobody THEN in[u] ELSE u
      kids == Kids[u]
      new == kids \cup ({n} \ {Nobody})
      counted == {<<c, g, IF n = Nobody THEN Row(w, g) ELSE FirstShard>> : c \in kids}
                 \cup (IF n = Nobody \/ Gone("next-counted") THEN {}
                       ELSE {<<n, in[u], Row(w, in[u])>>})
      family == [c \in Units |-> IF c = u THEN "split" ELSE IF c \in kids THEN "pending"
                                 ELSE IF c \in new THEN "waiting" ELSE st[c]]
  IN
  /\ Settling(w, left)
  /\ kids # {}
  /\ (\A c \in new : st[c] = "none") \/ Gone("split-if-absent")
  /\ Unmarked(w, in[u]) \/ Gone("split-checks-mark")
  /\ tally' = Tallied({u}, "split", 1)
  /\ in' = [c \in Units |-> IF c \in kids THEN g ELSE IF c \in new THEN in[u] ELSE in[c]]
  /\ stage' = IF n = Nobody THEN stage ELSE [stage EXCEPT ![u] = "open"]
  /\ sent' = [c \in Units |-> IF c \in new THEN FALSE ELSE sent[c]]
  /\ IF Gone("split-one-tx")
     THEN /\ st' = [st EXCEPT ![u] = "split"]
          /\ open' = Plus({}, {By(w, u)})
          /\ owed' = [owed EXCEPT ![w] = counted]
     ELSE /\ st' = family
          /\ open' = Plus(counted, {By(w, u)})
          /\ UNCHANGED owed
  /\ UNCHANGED <<run, att, losses>>

PayKids(w) ==                       \* the children, in a second write
  /\ Gone("split-one-tx") /\ owed[w] # {} /\ Up(w)
  /\ st' = [c \in Units |-> IF \E e \in owed[w] : e[1] = c
              THEN (IF c \in Nexts THEN "waiting" ELSE "pending") ELSE st[c]]
  /\ open' = Plus(owed[w], {})
  /\ owed' = [owed EXCEPT ![w] = {}]
  /\ UNCHANGED <<run, stage, in, fence, holder, token, att, losses, mark, tally, sess, queue,
                 sent, proc, hand, look, seen, left, wrong>>

\* A settle that is refused: its unit no longer runs.  Under the same fence it
\* is told "mine", which must be true; under another one it is stale.  Either
\* way nothing is changed, and the worker drops what it held.
Refused(w) ==
  LET u == hand[w].u IN
  /\ Up(w) /\ u # Nobody /\ hand[w].f > 0 /\ ~Mine(w)
  /\ hand' = [hand EXCEPT ![w] = Empty]
  /\ wrong' = IF fence[u] = hand[w].f /\ st[u] # "running" /\ ~hand[w].did
              THEN wrong \cup {"told mine, and was not"} ELSE wrong
  /\ UNCHANGED <<run, stage, rows, open, mark, tally, sess, queue, sent, proc, owed, look,
                 seen, left>>

Settle(w) == \/ \E how \in {"done", "dead", "cancelled"} : Finish(w, how)
             \/ Retry(w) \/ Release(w) \/ Split(w)

-----------------------------------------------------------------------------
(* Processes.                                                              *)

Down(p) == /\ proc' = [proc EXCEPT ![p] = "down"]
           /\ hand' = Without(p)
           /\ look' = [w \in Workers |-> IF ProcessOf[w] = p THEN FALSE ELSE look[w]]

Keeps == <<run, stage, rows, open, mark, tally, queue, sent, owed, seen, wrong>>

\* A renewal is refused: the session was declared lost.  Until it is noticed,
\* the process may do any other step.
Notice(p) ==
  /\ proc[p] = "up" /\ sess[p] = "lost" /\ ~Gone("lost-stays-lost")
  /\ Down(p)
  /\ UNCHANGED <<Keeps, sess, left>>

RenewAnyway(p) ==
  /\ Gone("lost-stays-lost") /\ proc[p] = "up" /\ sess[p] = "lost"
  /\ sess' = [sess EXCEPT ![p] = "live"]
  /\ UNCHANGED <<Keeps, proc, hand, look, left>>

Crash(p) ==
  /\ p \notin Survivors /\ proc[p] # "down" /\ Spend("crash")
  /\ Down(p)
  /\ UNCHANGED <<Keeps, sess>>

Freeze(p) ==
  /\ p \notin Survivors /\ proc[p] = "up" /\ Spend("freeze")
  /\ proc' = [proc EXCEPT ![p] = "frozen"]
  /\ UNCHANGED <<Keeps, sess, hand, look>>

Wake(p) ==
  /\ proc[p] = "frozen"
  /\ proc' = [proc EXCEPT ![p] = "up"]
  /\ UNCHANGED <<Keeps, sess, hand, look, left>>

\* It ends its session by itself, perhaps with a unit that it could not release.
Leave(p) ==
  /\ p \notin Survivors /\ proc[p] = "up" /\ sess[p] = "live" /\ Spend("leave")
  /\ sess' = [sess EXCEPT ![p] = "left"]
  /\ Down(p)
  /\ UNCHANGED Keeps

\* The process starts again under the session that it had.
Reborn(p) ==
  /\ Gone("unique-sessions") /\ proc[p] = "down" /\ sess[p] = "live"
  /\ proc' = [proc EXCEPT ![p] = "up"]
  /\ UNCHANGED <<Keeps, sess, hand, look, left>>
=============================================================================

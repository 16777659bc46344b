------------------------------- MODULE Effects ------------------------------
(***************************************************************************)
(* One object of s3-copy (worker.copy: CopyOne, Decision, Relay): what a   *)
(* worker does outside the ledger is compare-and-set.                      *)
(*                                                                         *)
(* The source runs through the states History[1], History[2], ... whenever *)
(* somebody writes there.  Units visit the object one after the other: a   *)
(* range, what it handed on, or another run.  Each may be claimed again at *)
(* any time, for its worker seems to be lost; that worker goes on, at      *)
(* whatever moment, with whatever it had decided.                          *)
(*                                                                         *)
(* An ETag is the content: a state that comes back has the ETag it had.    *)
(* Both ETags can be compared; equality by time is not modelled.           *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets

CONSTANTS Workers, History, Target0, Visits, MaxClaims,
          How,        \* "stream": GET, later PUT.  "server": one CopyObject, whose
                      \* check of the source and write nothing comes between
          Frozen,     \* FALSE: no worker outlives its claim
          Removed
Gone(guard) == guard \in Removed
Nothing == "-"

VARIABLES now,       \* the source is as History[now]
          target,
          visit, fence, claims,
          told,      \* the youngest state of the source that a closed unit reported
          w          \* worker -> where it is, and what it saw
vars == <<now, target, visit, fence, claims, told, w>>

Idle == [pc |-> "idle", visit |-> 0, fence |-> 0, s |-> 0, t |-> Nothing, body |-> Nothing]
Init == /\ now = 1 /\ target = Target0 /\ visit = 1 /\ fence = 0 /\ claims = 0 /\ told = 0
        /\ w = [x \in Workers |-> Idle]

Become(x, what) == w' = [w EXCEPT ![x] = what]
Source == History[now]
Outside == <<now, visit, fence, claims, told>>

Change == /\ now < Len(History) /\ now' = now + 1
          /\ UNCHANGED <<target, visit, fence, claims, told, w>>

Claim(x) ==
  /\ w[x].pc = "idle" /\ visit <= Visits /\ claims < MaxClaims
  /\ Frozen \/ \A y \in Workers : w[y].pc = "idle"
  /\ fence' = fence + 1 /\ claims' = claims + 1
  /\ Become(x, [Idle EXCEPT !.pc = "look", !.visit = visit, !.fence = fence + 1])
  /\ UNCHANGED <<now, target, visit, told>>

\* First the source, then the target; between them anything may happen.
LookSource(x) ==
  /\ w[x].pc = "look"
  /\ Become(x, [w[x] EXCEPT !.pc = IF Source = Nothing THEN "gone" ELSE "decide", !.s = now])
  /\ UNCHANGED <<Outside, target>>

LookTarget(x) ==
  /\ w[x].pc = "decide"
  /\ Become(x, [w[x] EXCEPT !.t = target,
                            !.pc = IF History[w[x].s] = target THEN "settle" ELSE "copy"])
  /\ UNCHANGED <<Outside, target>>

Again(x) == Become(x, [w[x] EXCEPT !.pc = "look"])          \* 412 or 404: decide anew

SourceAsSeen(x) == Source # Nothing /\ (Source = History[w[x].s] \/ Gone("source-match"))
TargetAsSeen(x) == target = w[x].t \/ Gone("target-match")

Get(x) ==
  /\ w[x].pc = "copy" /\ How = "stream"
  /\ IF SourceAsSeen(x) THEN Become(x, [w[x] EXCEPT !.pc = "put", !.body = Source]) ELSE Again(x)
  /\ UNCHANGED <<Outside, target>>

Put(x) ==
  /\ w[x].pc = "put"
  /\ IF TargetAsSeen(x)
     THEN target' = w[x].body /\ Become(x, [w[x] EXCEPT !.pc = "settle"])
     ELSE /\ UNCHANGED target
          /\ IF Gone("decide-anew")                    \* looks at the target alone
             THEN Become(x, [w[x] EXCEPT !.t = target])
             ELSE Again(x)
  /\ UNCHANGED Outside

CopyObject(x) ==
  /\ w[x].pc = "copy" /\ How = "server"
  /\ IF SourceAsSeen(x) /\ TargetAsSeen(x)
     THEN target' = Source /\ Become(x, [w[x] EXCEPT !.pc = "settle"])
     ELSE UNCHANGED target /\ Again(x)
  /\ UNCHANGED Outside

\* Copied or equal: the unit reports the state that it saw.  Gone: it reports
\* none, and leaves the target as it is.
Settle(x) ==
  /\ w[x].pc \in {"settle", "gone"}
  /\ Become(x, Idle)
  /\ IF w[x].visit = visit /\ w[x].fence = fence
     THEN /\ visit' = visit + 1
          /\ fence' = fence + 1                        \* the next unit has its own
          /\ told' = IF w[x].pc = "settle" /\ w[x].s > told THEN w[x].s ELSE told
     ELSE UNCHANGED <<visit, fence, told>>
  /\ UNCHANGED <<now, target, claims>>

Next == Change \/ \E x \in Workers :
          Claim(x) \/ LookSource(x) \/ LookTarget(x) \/ Get(x) \/ Put(x) \/ CopyObject(x) \/ Settle(x)
Spec == Init /\ [][Next]_vars

\* The target is never older than what a closed unit has reported: it is what
\* the source was then, or what it has been since.
NeverOlder == told > 0 => \E j \in told..now : target = History[j]

\* What a unit reports as copied is what it wrote.
CopiesWhatItSaw ==
  [][\A x \in Workers : (w[x].pc \in {"copy", "put"} /\ w'[x].pc = "settle") =>
       target' = History[w[x].s]]_vars
=============================================================================

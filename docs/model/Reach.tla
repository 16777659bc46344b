-------------------------------- MODULE Reach -------------------------------
(* States that must occur, each written as if it never did: TLC has to find *)
(* every one of them violated, or the model is vacuous there.              *)
EXTENDS Trees

NeverAllDone   == ~(run = "closed" /\ \A u \in Units : st[u] \in {"done", "split"})
NeverCancelled == ~(run = "cancelled" /\ In("cancelled") # {} /\ In("split") # {})
NeverNextCancelled == ~(run = "cancelled" /\ \E x \in Nexts : st[x] = "cancelled" /\ fence[x] = 1)
NeverSettledLate == ~(\E w \in Workers : /\ hand[w] # Empty /\ sess[ProcessOf[w]] = "lost"
                                        /\ hand[w].f > 0 /\ Mine(w))
NeverStale     == ~(\E w \in Workers : /\ hand[w].u # Nobody /\ hand[w].f > 0
                                      /\ st[hand[w].u] = "running" /\ ~Mine(w))
NeverSaidAgain == ~(\E w \in Workers : hand[w].did /\ fence[hand[w].u] = hand[w].f)
NeverAsksAndHasWon == ~(\E w \in Workers : /\ hand[w].u # Nobody /\ hand[w].f = 0
                                          /\ OwnToken(w, hand[w].u))
NeverKilled    == ~(\E u \in Units : st[u] = "dead" /\ losses[u] >= MaxLosses)
NeverTakenBackUncharged == [][~(\E u \in Units : st[u] = "running" /\ st'[u] = "pending"
                                  /\ sess[holder[u]] = "left")]_vars
NeverWaitsAgain == ~(\E x \in Nexts : st[x] = "waiting" /\ fence[x] > 0)
NeverRedriven  == ~(run = "closed" /\ left.redrive = 0 /\ In("dead") = {})
NeverReopened  == [][~(run = "closed" /\ run' = "open")]_vars
NeverMoved     == ~(\E u \in Units : \E p \in Units :
                      u \in Kids[p] /\ NextOf[p] # Nobody /\ st[u] = "pending" /\ in[u] = "root")
NeverRefusedByMark == ~(\E w \in Workers : /\ hand[w].u # Nobody /\ hand[w].f > 0 /\ Mine(w)
                                          /\ Kids[hand[w].u] # {} /\ ~Unmarked(w, in[hand[w].u]))
NeverBelowZero == ~(\E g \in Stages : \E k \in Shards : open[g][k] < 0)
NeverOpenedBySettler == [][~(\E x \in Nexts : \E w \in Workers :
                              Opens(x) /\ hand[w] # hand'[w])]_vars
=============================================================================

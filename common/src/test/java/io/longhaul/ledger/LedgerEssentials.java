package io.longhaul.ledger;

/** The part of {@link LedgerContract} that a slow engine can be asked for a second opinion on. */
public abstract class LedgerEssentials extends LedgerOnEngine
    implements SubmitContract,
        ClaimContract,
        HandBackContract,
        SplitContract,
        CancelContract,
        RedriveContract {}

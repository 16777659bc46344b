package io.longhaul.ledger;

/** What the ledger must do, on every engine: docs/state.md row by row, raced, and recounted. */
public abstract class LedgerContract extends LedgerOnEngine
    implements SubmitContract,
        ClaimContract,
        HandBackContract,
        SettleContract,
        SplitContract,
        PayloadContract,
        StageContract,
        ReclaimContract,
        CancelContract,
        RedriveContract,
        OpenUnitsContract,
        SessionContract,
        SizingContract,
        LedgerRaceContract {}

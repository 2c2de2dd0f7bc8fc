"""How the proofs of a landing read; apart from ``phrases``, which the board needs."""

from tracker.model.landing import Proof

PROOF = {
    Proof.TITLE: "title and author",
    Proof.PATCH_ID: "patch-id",
    Proof.AUTHOR_DATE: "author date",
    Proof.CLAIM: "a notice without a commit",
    Proof.NOTICE: "a notice",
    Proof.PAGE: "the commit's page",
    Proof.TRAILER: "the commit's link",
    Proof.PERSON: "said here",
}

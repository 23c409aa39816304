// The error of a start or a command that cannot succeed, and that the user can correct.

/** A start that cannot succeed. The message is one line that says what is wrong and what to do. */
export class StartError extends Error {}

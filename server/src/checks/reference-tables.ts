// Tables whose primary key does not begin with the cell, each with the reason.

/** Small tables of which every shard holds a copy, and those keyed by the hash of what is unique in the country. */
export const referenceTables: Readonly<Record<string, string>> = {}

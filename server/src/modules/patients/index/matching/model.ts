// The frozen model: the bits of each comparison (log2 of the likelihood ratio) and the thresholds of decisions.

/**
 * One setting for every index in every country. The weights come from published error rates of names, dates and
 * addresses and from the sizes of the value spaces, never from labelled pairs. A change needs a new version.
 */
export const MODEL = {
  version: 'sehat-match-3',

  /** Share of people whose name is written the same way twice. The levels below divide the rest. */
  nameAgrees: 0.9,
  nameBitsMax: 13,
  fillerBitsMax: 4,
  /** Bits that a level loses against an exact agreement. */
  nameLevelLoss: { exact: 0, variant: 1.5, swapped: 3.5, ending: 2.5, near: 3.5, alike: 6 },
  initialBits: 1.5,
  givenConflict: -9,
  familyConflict: -4,
  extraToken: -0.8,
  swappedNames: -1,
  /** Family names correlate with given names and places, so only this share of their bits counts. */
  familyShare: 0.9,

  birth: {
    exact: 14.5,
    swapped: 8,
    near: 6,
    part: 2,
    year: 4.3,
    'next year': 1,
    'close year': 1,
    'same year only': -2,
    conflict: -7,
    missing: 0,
  },
  gender: { exact: 0.95, conflict: -5.5, missing: 0 },
  identifier: { verified: 26, exact: 26, near: 10, neighbour: -1, conflict: -5, missing: 0 },
  phone: { exact: 17, near: 7, region: 0, conflict: -0.5, missing: 0 },
  email: { exact: 12, near: 6, region: 0, conflict: -0.5, missing: 0 },
  // A fifth to a third of all written PINs are wrong, so disagreement is weak evidence. Agreement only shows that a
  // person lives near the hospital, because the index of a town has few PINs.
  pin: { exact: 5, near: 2, region: 1, conflict: -1, missing: 0 },
  house: { exact: 5, conflict: -1, missing: 0 },
  sharedWord: 3.5,
  sharedWordsMax: 3,
  noSharedWord: -1,

  /** PIN, house and street are nearly the same evidence, so together they give at most this many bits. */
  placeBitsMax: 16,
  /** A family shares phone, e-mail and place, so together they give at most this many bits. */
  householdBitsMax: 24,

  /** A small index is a sample of more people, and the person may not be in it. So the prior assumes this many. */
  peopleMin: 8_192,
  /** Posterior 0.9999. */
  certainBits: 13.3,
  leadBits: 6,
  /** Bits that a certain link needs from facts that no relative shares. */
  personBits: 10,
  /** A given name as rare as this tells cousins of nearly the same age apart: one person in 2,300 has it. */
  rareGivenBits: 11,
  probableBits: 0,
  possibleBits: -4,
  /** Below this many personal bits it is a relative: family name, phone and home agree for relatives too. */
  relativeBits: -4,
} as const

export const SEARCH_LIMITS = {
  /** The search does not use a key with more people than this. Then usually no candidate is certain. */
  rowsPerKey: 40,
  /** One search reads at most this many rows of the key table. */
  keyRows: 250,
  /** A search first reads and weighs the facts of so many people, those with the most telling keys. */
  first: 12,
  /** After that it reads so many at a time. They are enough for the offers if no link is certain. */
  more: 24,
  /** So many at most to prove that nobody comes near a certain link. */
  candidates: 60,
  offers: 10,
} as const

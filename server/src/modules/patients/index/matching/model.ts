// The frozen model: what each comparison is worth in bits (log2 of the likelihood ratio) and where decisions lie.

/**
 * One setting for every index, whatever its country. The weights come from published rates of error in names, dates
 * and addresses and from the sizes of the value spaces, never from labelled pairs. A change needs a new version.
 */
export const MODEL = {
  version: 'sehat-match-1',

  /** The share of people whose name is written the same way twice; the rest is divided among the levels below. */
  nameAgrees: 0.9,
  nameBitsMax: 13,
  fillerBitsMax: 4,
  /** What a level takes from the bits of an exact agreement. */
  nameLevelLoss: { exact: 0, variant: 1.5, near: 3.5, alike: 6 },
  initialBits: 1.5,
  givenConflict: -9,
  familyConflict: -4,
  extraToken: -0.8,
  swappedNames: -1,
  /** Family names go together with given names and with places: not all of their bits are news. */
  familyShare: 0.9,

  birth: {
    exact: 14.5,
    swapped: 8,
    near: 6,
    part: 2,
    year: 4.3,
    'close year': 1,
    'same year only': -2,
    conflict: -7,
    missing: 0,
  },
  gender: { exact: 0.95, conflict: -5.5, missing: 0 },
  identifier: { exact: 26, near: 10, neighbour: -1, conflict: -5, missing: 0 },
  phone: { exact: 17, near: 7, region: 0, conflict: -0.5, missing: 0 },
  email: { exact: 12, near: 6, region: 0, conflict: -0.5, missing: 0 },
  // A fifth to a third of all written PINs are wrong: disagreement says little. Agreement says no more than that one
  // lives near the hospital, because the index of a town has few PINs.
  pin: { exact: 5, near: 2, region: 1, conflict: -1, missing: 0 },
  house: { exact: 5, conflict: -1, missing: 0 },
  sharedWord: 3.5,
  sharedWordsMax: 3,
  noSharedWord: -1,

  /** PIN, house and street say much the same. */
  placeBitsMax: 16,
  /** A family shares its phone and its place: together they are one piece of evidence. */
  householdBitsMax: 24,

  /** An index of few people is a sample of many: the searched one may be among those who are not in it. */
  peopleMin: 8_192,
  /** Posterior 0.9999. */
  certainBits: 13.3,
  leadBits: 6,
  /** What must be known of the person alone, which no relative shares. */
  personBits: 10,
  probableBits: 0,
  possibleBits: -4,
  /** Who disagrees this much as a person is a relative: family name, phone and home speak for relatives as well. */
  relativeBits: -4,
} as const

export const SEARCH_LIMITS = {
  /** A key with more people than this is not read in full, and then nobody found is certain. */
  rowsPerKey: 40,
  /** Rows of the key table that one search reads at the most. */
  keyRows: 250,
  /** People whose facts are fetched and weighed. */
  candidates: 60,
  offers: 10,
} as const

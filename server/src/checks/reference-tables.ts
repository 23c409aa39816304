// Tables whose primary key does not begin with the cell, each with the reason.

/** Small tables of which every shard holds a copy, and those keyed by the hash of what is unique in the country. */
export const referenceTables: Readonly<Record<string, string>> = {
  allowances: 'one in each module, keyed by what is limited: a phone or a network address has no district',
  'identity.phones': 'keyed by the hash of the phone, which is unique in the country; holds the cell of the account',
  'identity.codes': 'keyed by the hash of the phone: a code is asked for before any district is known',
  'facilities.states': 'reference data: 36 rows',
  'facilities.pins': 'reference data: 19,600 rows, looked up before any district is known',
  'facilities.post_offices': 'reference data: one row a PIN',
  'facilities.chains': 'reference data: a chain has facilities in many districts',
  'facilities.imports': 'one row a file of reference data',
  'patients.match_keys': 'keyed by the hash of what people share: a search does not know the district of whom it seeks',
  'patients.name_counts': 'statistics of the whole country: one row a name, written at night, read into memory',
  'patients.match_sizes': 'one row: how many people the index holds',
  'vaccination.courses': 'reference data: what doses are counted in',
  'vaccination.vaccines': 'reference data: the vaccines of the programme',
}

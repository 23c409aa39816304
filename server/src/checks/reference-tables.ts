// Lists the tables whose primary key does not begin with the cell, with the reason for each.

/** Small tables that every shard holds a copy of, and tables keyed by the hash of a value unique in the country. */
export const referenceTables: Readonly<Record<string, string>> = {
  allowances: 'one in each module, keyed by what is limited: a phone or a network address has no district',
  'identity.phones': 'keyed by the hash of the phone, which is unique in the country; holds the cell of the account',
  'identity.codes': 'keyed by the hash of what a code is for: people ask for a code before Sehat knows their district',
  'identity.challenges': 'keyed by the hash of a random text: a browser brings it back before anybody is signed in',
  'identity.outside_accounts': 'keyed by the hash of an account elsewhere; holds the cell of the account',
  'identity.factor_roles': 'settings: at most one row for each role',
  'billing.tax_rates': 'reference data: the rates of the law, a few rows',
  'doctors.registrations': 'keyed by the registration, which is unique in the country; holds the cell of the doctor',
  'facilities.states': 'reference data: 36 rows',
  'facilities.pins': 'reference data: 19,600 rows, looked up before any district is known',
  'facilities.post_offices': 'reference data: one row for each PIN',
  'facilities.chains': 'reference data: a chain has facilities in many districts',
  'facilities.imports': 'one row for each file of reference data',
  'notifications.sms_templates': 'reference data: how the mobile operators know our texts',
  'patients.match_keys': 'keyed by the hash of what people share: a search does not know the district of the person',
  'patients.name_counts': 'statistics of the whole country: one row for each name, written at night, read into memory',
  'patients.match_sizes': 'one row: how many people the index holds',
  'vaccination.courses': 'reference data: the courses in which doses are counted',
  'audit.days': 'one row for each day of the whole country; the signatures of the days form one chain',
  'audit.signing_keys': 'one row for each key of the server',
  'audit.verifications': 'one row for each verification of the whole trail',
  'vaccination.card_keys': 'one row for each key of health cards: a card is verified without knowing a district',
  'visits.codes': 'reference data: the list of diagnoses that an administrator has imported',
  'vaccination.vaccines': 'reference data: the vaccines of the programme',
}

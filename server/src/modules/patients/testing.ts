// The parts of patients that tests and benchmarks may use beside its contract: the index, the matcher, its measurement.
export { type Evaluation, evaluate } from './evaluation/evaluate.ts'
export { MODEL, SEARCH_LIMITS } from './index/matching/model.ts'
export type { StatedPerson } from './index/matching/profile.ts'
export type { SearchResult } from './index/matching/search.ts'
export { openPatientIndex, type PatientIndex } from './index/patient-index.ts'
export { insertDuplicate } from './merging/duplicate-store.ts'
export type { PatientsTables } from './tables.ts'

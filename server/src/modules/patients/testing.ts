// What tests and benchmarks may use of patients beside its contract: the index, the matcher and its measure.
export { type Evaluation, evaluate } from './evaluation/evaluate.ts'
export { MODEL, SEARCH_LIMITS } from './index/matching/model.ts'
export type { StatedPerson } from './index/matching/profile.ts'
export type { SearchResult } from './index/matching/search.ts'
export { openPatientIndex, type PatientIndex } from './index/patient-index.ts'
export { insertDuplicate } from './merging/duplicate-store.ts'
export type { PatientsTables } from './tables.ts'

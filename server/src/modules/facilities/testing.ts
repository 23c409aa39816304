// The parts of facilities that tests and benchmarks may use beside its contract: the imports of places.
export { importPlaces } from './importing/import.ts'
export { importPlaceFiles } from './importing/places.ts'
export { ReportWriter } from './importing/report.ts'

// Hindi of a family's records: prescriptions, results, bills, documents. They load with the citizen's texts.
import { gather } from '../gather.ts'

export default gather(import.meta.glob('./records/*.json', { eager: true, import: 'default' }))

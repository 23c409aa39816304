// English of what people see without a connection: one file for each feature, one chunk for all.
import { gather } from '../gather.ts'

export default gather(import.meta.glob('./offline/*.json', { eager: true, import: 'default' }))

// English of the staff's pages: one file for each feature, one chunk for all, every key below `staff`.
import { gather } from '../gather.ts'

export default { staff: gather(import.meta.glob('./staff/*.json', { eager: true, import: 'default' })) }

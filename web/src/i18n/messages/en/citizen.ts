// English of the citizen's other pages: one file for each feature, one chunk for all.
import { gather } from '../gather.ts'

export default gather(import.meta.glob('./citizen/*.json', { eager: true, import: 'default' }))

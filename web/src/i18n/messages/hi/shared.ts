// Hindi of the first pages and of what all pages share: one file for each feature, one chunk for all.
import { gather } from '../gather.ts'

export default gather(import.meta.glob('./shared/*.json', { eager: true, import: 'default' }))

// Hindi of the pages of sign-in and security: one file for each feature, one chunk for all.
import { gather } from '../gather.ts'

export default gather(import.meta.glob('./security/*.json', { eager: true, import: 'default' }))

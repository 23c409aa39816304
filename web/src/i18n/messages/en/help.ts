// English of the pages of help, contact and accessibility.
import { gather } from '../gather.ts'

export default gather(import.meta.glob('./help/*.json', { eager: true, import: 'default' }))

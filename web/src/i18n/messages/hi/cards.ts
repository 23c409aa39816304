// Hindi of the pages of certificates and of checking them: apart, so that other pages of citizens stay light.
import { gather } from '../gather.ts'

export default gather(import.meta.glob('./cards/*.json', { eager: true, import: 'default' }))

// Hindi of the pages of doctors and appointments: apart, so that other pages of citizens stay light.
import { gather } from '../gather.ts'

export default gather(import.meta.glob('./doctors/*.json', { eager: true, import: 'default' }))

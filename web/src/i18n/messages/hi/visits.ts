// Hindi of the pages of a family's visits: apart, so that other pages of citizens stay light.
import { gather } from '../gather.ts'

export default gather(import.meta.glob('./visits/*.json', { eager: true, import: 'default' }))

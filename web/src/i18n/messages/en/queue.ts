// English of the board of a hospital and of the place in the queue: apart, so that other pages stay light.
import { gather } from '../gather.ts'

export default gather(import.meta.glob('./queue/*.json', { eager: true, import: 'default' }))

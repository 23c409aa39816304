// Hindi of the pages on which people register themselves or their family. They load with the citizen's texts.
import { gather } from '../gather.ts'

export default gather(import.meta.glob('./register/*.json', { eager: true, import: 'default' }))

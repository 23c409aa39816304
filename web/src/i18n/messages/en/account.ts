// English of the pages of an account: its offers, messages and readers. They load with the citizen's texts.
import { gather } from '../gather.ts'

export default gather(import.meta.glob('./account/*.json', { eager: true, import: 'default' }))

// English of the pages of privacy, which few people open: a chunk of their own.
import { gather } from '../gather.ts'

export default gather(import.meta.glob('./privacy/*.json', { eager: true, import: 'default' }))

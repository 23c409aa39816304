// Hindi of the page of customers. Only the build of that page has it.
import { gather } from '../../i18n/messages/gather.ts'

export default gather(import.meta.glob('../../i18n/messages/hi/customer/*.json', { eager: true, import: 'default' }))

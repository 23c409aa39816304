// English of the staff's pages: one file for each feature, one chunk for all, every key below `staff`.
import { gather } from '../gather.ts'

// The names of roles are also shown to citizens.
const roles = import.meta.glob('./account/roles.json', { eager: true, import: 'default' })

export default {
  ...gather(roles),
  staff: gather(import.meta.glob('./staff/*.json', { eager: true, import: 'default' })),
}

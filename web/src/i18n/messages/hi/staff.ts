// Hindi of the staff's pages: one file for each feature, one chunk for all, every key below `staff`.
import { gather } from '../gather.ts'

// The names of roles and of reactions, and the words of files, are also shown to citizens, and both print.
const shared = import.meta.glob(['./account/{roles,aftercare}.json', './records/{prints,files,results}.json'], {
  eager: true,
  import: 'default',
})

export default {
  ...gather(shared),
  staff: gather(import.meta.glob('./staff/*.json', { eager: true, import: 'default' })),
}

// English of a family's records: prescriptions, results, bills, documents. They load with the citizen's texts.
import { gather } from '../gather.ts'

// The names of roles also stand on other pages of the account.
export default gather(
  import.meta.glob(['./records/*.json', './account/roles.json'], { eager: true, import: 'default' }),
)

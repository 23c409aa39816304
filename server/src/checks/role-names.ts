// Checks that only the files with powers name roles. A route asks for a power, so a new role changes no route.
import { ROLES } from '../platform/powers.ts'
import { lex } from './lexer.ts'
import { CODE, eachFile, type Finding, findAll, isTest } from './source.ts'

const MAY_NAME =
  /^server\/src\/(platform\/(powers|access)|modules\/[^/]+\/(access|demo|demo\/[a-z-]+)|demo)\.ts$|\/(checks|testing)\//

// A doctor is a role, and also a record with ids of its own.
const ROLE = new RegExp(`(?<!\\bid\\(|\\bnewId<)(['"\`])(${ROLES.join('|')})\\1`, 'g')

export const rolesNamed = eachFile(CODE, (file): Finding[] => {
  if (!file.path.startsWith('server/src/') || MAY_NAME.test(file.path) || isTest(file.path)) return []
  return findAll(file, lex(file.text).uncommented, ROLE, ([, , role]) => {
    return `names the role ${role}: ask for a power, which the access.ts of the module gives to roles`
  })
})

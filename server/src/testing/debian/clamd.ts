// clamd for tests, with a signature database of our own: it knows the EICAR test file, and nothing else.
import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { WithAfter } from '../database.ts'
import { type Service, type ServiceKind, startService } from './service.ts'

export const clamd: Pick<ServiceKind, 'program' | 'package'> = { program: 'clamd', package: 'clamav-daemon' }

/** The text that every scanner must find, in two parts: no scanner of this machine shall remove our source. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

const SIGNATURE = `Sehat.Test.EICAR:0:*:${Buffer.from(EICAR).toString('hex')}\n`

/** Starts clamd; `more` adds lines to its settings. */
export async function startClamd(t: WithAfter, more: readonly string[] = []): Promise<Service> {
  return startService(t, {
    ...clamd,
    args: ({ port, folder }) => {
      const database = join(folder, 'own.ndb')
      writeFileSync(database, SIGNATURE)
      const lines = [`DatabaseDirectory ${folder}`, `TCPSocket ${port}`, 'TCPAddr 127.0.0.1', 'Foreground yes']
      const file = join(folder, 'clamd.conf')
      writeFileSync(file, [...lines, 'SelfCheck 3600', ...more, ''].join('\n'))
      return ['--config-file', file]
    },
    isUp: ({ port }) =>
      new Promise((done) => {
        const socket = connect(port, '127.0.0.1', () => socket.write('zPING\0'))
        socket.once('error', () => done(false))
        socket.once('data', (answer) => {
          socket.destroy()
          done(answer.toString('latin1').startsWith('PONG'))
        })
      }),
  })
}

// The module documents: files of patients, who brought them, who may read them, and for how long they are kept.
import { defineModule } from '../../platform/module.ts'
import { findDoctorOfAccount, findDoctors } from '../doctors/contract.ts'
import { findFacility } from '../facilities/contract.ts'
import { findAccountOfPhone } from '../identity/reaching/contract.ts'
import { findPatients } from '../patients/contract.ts'
import { mayRead } from '../visits/care/contract.ts'
import { rows } from './access.ts'
import {
  alreadyStored,
  checksumDiffers,
  documentDiffers,
  documentState,
  grantTooLong,
  infected,
  offsetDiffers,
  rangeBeyond,
  retained,
  sizeDiffers,
  tooLarge,
  typeDiffers,
  typeRefused,
  uploadOver,
} from './contract.ts'
import { demo } from './demo.ts'
import { endingRoutes } from './ending/routes.ts'
import { grantRoutes } from './grants/routes.ts'
import { hears, schedules, subscriptions } from './jobs.ts'
import { keepingAnswers } from './keeping/calls.ts'
import { personalAnswers } from './personal/calls.ts'
import { keeps } from './personal/keeps.ts'
import { openOwners } from './reading/owners.ts'
import { readingRoutes } from './reading/routes.ts'
import { receivedRoutes } from './received/routes.ts'
import { stayRoutes } from './staying/routes.ts'
import type { DocumentsTables } from './tables.ts'
import { uploadRoutes } from './uploads/routes.ts'
import { openUploads } from './uploads/steps.ts'

export const documents = defineModule<DocumentsTables>({
  name: 'documents',
  summary: 'Files of patients: who brought them, who may read them, and for how long they are kept.',
  uses: ['facilities', 'patients', 'identity', 'doctors', 'visits'],
  asks: [findPatients, findFacility, findDoctors, findDoctorOfAccount, findAccountOfPhone, mayRead],
  hears,
  problems: [
    ...[tooLarge, typeRefused, alreadyStored, offsetDiffers, uploadOver, typeDiffers, checksumDiffers, sizeDiffers],
    ...[infected, documentState, documentDiffers, retained, grantTooLong, rangeBeyond],
  ],
  powers: rows,
  keeps,
  demo,
  open: (context) => {
    const owners = openOwners(context)
    const uploads = openUploads(context)
    return {
      routes: [
        ...[uploadRoutes(context, uploads), readingRoutes(context, owners)],
        ...[grantRoutes(context, owners), endingRoutes(context, owners)],
        ...[receivedRoutes(context, owners), stayRoutes(context)],
      ],
      calls: [...keepingAnswers(context), ...personalAnswers(context)],
      subscriptions: subscriptions(context),
      schedules: schedules(context, uploads),
      start: () => owners.follower.start(),
      stop: () => owners.follower.stop(),
    }
  },
})

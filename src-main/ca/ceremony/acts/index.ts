import type { CeremonyStep } from '../../../../src-shared/model/ceremony.ts'
import type { Act, StepOf } from './act.ts'
import { branchAct } from './branch.ts'
import { compareDigestAct } from './compare-digest.ts'
import { createRootAct } from './create-root.ts'
import { destroyKeyAct } from './destroy-key.ts'
import { drillAct } from './drill.ts'
import { duplicateKeyAct } from './duplicate-key.ts'
import { exportAct } from './export.ts'
import { generateKeyAct } from './generate-key.ts'
import { issueCrlAct } from './issue-crl.ts'
import { confirmAct, photographAct, readAct, recordBagAct } from './people.ts'
import { signSubordinateAct } from './sign-subordinate.ts'

/** The deed of every kind of step; a new kind does not compile until it has one. */
const acts: { readonly [K in CeremonyStep['kind']]: Act<StepOf<K>> } = {
  read: readAct,
  confirm: confirmAct,
  'record-bag': recordBagAct,
  photograph: photographAct,
  'generate-key': generateKeyAct,
  'create-root': createRootAct,
  'sign-subordinate': signSubordinateAct,
  'issue-crl': issueCrlAct,
  export: exportAct,
  'destroy-key': destroyKeyAct,
  'duplicate-key': duplicateKeyAct,
  'compare-digest': compareDigestAct,
  drill: drillAct,
  branch: branchAct
}

/** @returns the deed of a step */
export function actOf(step: CeremonyStep): Act {
  return acts[step.kind]
}

import type { SvgIconComponent } from '@mui/icons-material'
import type { ComponentType } from 'react'
import type { Permission } from '../../../src-shared/model/permission.ts'

/**
 * A kind of service that this installation runs for protocol clients. A folder under features that brings one exports it
 * as `serviceKind` from its `service-kind.ts`; the page of services finds it by its place and shows it among the others.
 */
export interface ServiceKind {
  /** As in its addresses: `/services/<id>/…`. */
  readonly id: string
  /** Place on the page. */
  readonly order: number
  readonly icon: SvgIconComponent
  /** Keys of its texts, `<namespace>:<key>`: what it is called, and in a sentence what it is for. */
  readonly label: string
  readonly purpose: string
  /** Where one is added, and who may; left out where there is nothing to add. */
  readonly create?: { readonly to: string; readonly may: Permission }
  /** Its services in a table of `ServiceTable`, or the words that teach what it would do. */
  readonly List: ComponentType
}

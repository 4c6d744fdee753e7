import FactCheck from '@mui/icons-material/PublishedWithChangesOutlined'
import type { ServiceKind } from '../../ui/services/service-kind.ts'
import { OcspList } from './ocsp-list.tsx'

export const serviceKind: ServiceKind = {
  id: 'ocsp',
  order: 2,
  icon: FactCheck,
  label: 'ocsp:kind',
  purpose: 'ocsp:purpose',
  create: { to: '/services/ocsp/new', may: 'service.edit' },
  List: OcspList
}

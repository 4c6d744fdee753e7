import Autorenew from '@mui/icons-material/AutorenewOutlined'
import type { ServiceKind } from '../../ui/services/service-kind.ts'
import { AcmeList } from './acme-list.tsx'

export const serviceKind: ServiceKind = {
  id: 'acme',
  order: 1,
  icon: Autorenew,
  label: 'acme:kind',
  purpose: 'acme:purpose',
  create: { to: '/services/acme/new', may: 'service.edit' },
  List: AcmeList
}

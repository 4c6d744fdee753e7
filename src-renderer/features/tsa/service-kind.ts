import Schedule from '@mui/icons-material/MoreTimeOutlined'
import type { ServiceKind } from '../../ui/services/service-kind.ts'
import { TsaList } from './tsa-list.tsx'

export const serviceKind: ServiceKind = {
  id: 'tsa',
  order: 3,
  icon: Schedule,
  label: 'tsa:kind',
  purpose: 'tsa:purpose',
  create: { to: '/services/tsa/new', may: 'service.edit' },
  List: TsaList
}

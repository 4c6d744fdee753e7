import Factory from '@mui/icons-material/PrecisionManufacturingOutlined'
import type { ServiceKind } from '../../ui/services/service-kind.ts'
import { CmpList } from './cmp-list.tsx'

export const serviceKind: ServiceKind = {
  id: 'cmp',
  order: 6,
  icon: Factory,
  label: 'cmp:kind',
  purpose: 'cmp:purpose',
  create: { to: '/services/setup?protocol=cmp', may: 'service.edit' },
  List: CmpList
}

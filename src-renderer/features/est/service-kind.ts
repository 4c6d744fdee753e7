import Print from '@mui/icons-material/PrintOutlined'
import type { ServiceKind } from '../../ui/services/service-kind.ts'
import { EstList } from './est-list.tsx'

export const serviceKind: ServiceKind = {
  id: 'est',
  order: 5,
  icon: Print,
  label: 'est:kind',
  purpose: 'est:purpose',
  create: { to: '/services/setup?protocol=est', may: 'service.edit' },
  List: EstList
}

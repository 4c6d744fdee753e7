import Router from '@mui/icons-material/RouterOutlined'
import type { ServiceKind } from '../../ui/services/service-kind.ts'
import { ScepList } from './scep-list.tsx'

export const serviceKind: ServiceKind = {
  id: 'scep',
  order: 4,
  icon: Router,
  label: 'scep:kind',
  purpose: 'scep:purpose',
  create: { to: '/services/setup?protocol=scep', may: 'service.edit' },
  List: ScepList
}

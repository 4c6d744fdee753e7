import Publish from '@mui/icons-material/PublishOutlined'
import type { ServiceKind } from '../../ui/services/service-kind.ts'
import { DistributionList } from './distribution-list.tsx'

export const serviceKind: ServiceKind = {
  id: 'crl',
  order: 4,
  icon: Publish,
  label: 'publication:service.kind',
  purpose: 'publication:service.purpose',
  List: DistributionList
}

import Receipt from '@mui/icons-material/ReceiptLongOutlined'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { acmeOrderStatus } from '../../../src-shared/api/services.ts'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { FilterBar, type Filter } from '../../ui/grid/filter-bar.tsx'
import { useFilters } from '../../ui/grid/filter-state.ts'
import { usePages, type RowOf } from '../../ui/grid/use-pages.ts'
import { orderColumns } from './acme-columns.tsx'
import { orderFilterKeys, orderQuery } from './order-query.ts'
import type { TabProps } from './service-page.tsx'

/** What clients asked for and what came of it; a row leads to the proof of each name. */
export function OrdersTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('acme')
  const navigate = useNavigate()
  const { values, set, clear } = useFilters(orderFilterKeys)
  const pages = usePages('acme.orders', orderQuery(values, service.id))
  const columns = useMemo(() => orderColumns(t), [t])
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        key: 'status',
        label: t('order.status'),
        single: true,
        options: acmeOrderStatus.options.map((value) => ({ value, label: t(`ui:state.acmeOrder.${value}`) }))
      },
      ...(values['account'] === undefined
        ? []
        : [{ key: 'account', label: t('order.account'), single: true, options: [] }])
    ],
    [t, values]
  )
  const filtered = Object.keys(values).length > 0
  const open = ({ id }: RowOf<'acme.orders'>): void => {
    void navigate(`/services/acme/${service.id}/orders/${id}`)
  }
  return (
    <>
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} withoutText />
      <DataTable
        label={t('tab.orders')}
        columns={columns}
        pages={pages}
        onPeek={open}
        onOpen={open}
        hiddenColumns={['accountId']}
        empty={
          <EmptyState
            icon={Receipt}
            title={t(filtered ? 'order.none.title' : 'order.empty.title')}
            text={t(filtered ? 'order.none.text' : 'order.empty.text')}
            action={
              filtered
                ? { id: 'filter.clear', label: t('ui:filter.clear'), run: clear }
                : {
                    id: 'acme.recipes',
                    label: t('order.empty.action'),
                    run: () => void navigate(`/services/acme/${service.id}?tab=recipes`)
                  }
            }
          />
        }
      />
    </>
  )
}

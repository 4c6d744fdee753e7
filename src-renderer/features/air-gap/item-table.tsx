import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { BundleItemView } from '../../../src-shared/api/air-gap.ts'
import { durationIn } from '../../ui/display/duration-words.ts'
import { Mono } from '../../ui/display/mono.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { keyWords } from '../../ui/certificate/key-words.ts'
import { useLocale } from '../../ui/display/use-locale.ts'

/** What is inside a bundle, an item a row. */
export function ItemTable(props: { readonly items: readonly BundleItemView[] }): ReactElement {
  const { t } = useTranslation('air-gap')
  return (
    <QuietTable
      label={t('bundle.itemsTitle')}
      head={[t('item.kind'), t('item.about'), t('item.root_'), t('item.when'), t('item.detail')]}
      rows={props.items.map((item, index) => ({
        key: index,
        cells: [
          <Box key="kind">
            {t(`item.${item.kind}`)}
            {item.state !== null && (
              <Typography variant="caption" color="textSecondary" component="div">
                {t(`item.state.${item.state}`)}
              </Typography>
            )}
          </Box>,
          item.about,
          item.root ?? '–',
          <When key="when" item={item} />,
          <Detail key="detail" item={item} />
        ]
      }))}
    />
  )
}

function When({ item }: { readonly item: BundleItemView }): ReactElement {
  const { t } = useTranslation('air-gap')
  return (
    <>
      <TimeText at={item.from} precision="day" short />
      {item.until !== null && (
        <Typography variant="caption" color="textSecondary" component="div">
          {t('item.until')} <TimeText at={item.until} precision="day" short />
        </Typography>
      )}
    </>
  )
}

function Detail({ item }: { readonly item: BundleItemView }): ReactElement {
  const { t } = useTranslation('air-gap')
  const locale = useLocale()
  const count = item.count ?? 0
  return (
    <Box sx={{ display: 'grid', gap: 0.5, minWidth: 0, maxWidth: 360 }}>
      {item.kind === 'crl-series' && <span>{t('item.crls', { count })}</span>}
      {item.kind === 'root' && <span>{t('item.issued', { count })}</span>}
      {item.key !== null && <span>{keyWords(t, item.key)}</span>}
      {item.validity !== null && <span>{t('item.validity', { validity: durationIn(item.validity, locale) })}</span>}
      {item.reason !== null && item.reason !== '' && <span>{item.reason}</span>}
      {item.approvals.map(({ by, at }) => (
        <Typography key={`${by} ${at}`} variant="caption" color="textSecondary">
          {by}, <TimeText at={at} short />
        </Typography>
      ))}
      {item.sha256 !== null && <Mono value={item.sha256} short={16} />}
    </Box>
  )
}

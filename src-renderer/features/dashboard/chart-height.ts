/** Height of the chart in px, kept free while it loads. */
export const chartHeight = 220

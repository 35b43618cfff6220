/* parameter - the numbers that training changes, and how: Adam (D. Kingma and J. Ba, 2015) with the gradient's length
 * clipped, and an exponential moving average of the numbers, which is what is kept in the end (B. Polyak and A.
 * Juditsky, 1992). */
#ifndef TRAINER_PARAMETER_H
#define TRAINER_PARAMETER_H

#include "random.h"

#include <stdbool.h>
#include <stdint.h>

enum parameter_kind {
  PARAMETER_ROWS, /**< embeddings: a step changes the rows that a batch used, and has a scale for each row when kept */
  PARAMETER_MATRIX, /**< has a scale for each column when kept */
  PARAMETER_FLOATS  /**< is kept as it is */
};

#define PARAMETER_NAME_LIMIT 32
struct parameter {
  char name[PARAMETER_NAME_LIMIT]; /**< that of its section in the model file */
  enum parameter_kind kind;
  uint32_t rows, columns; /**< no rows: the network goes without it */
  float *weights;
  float *averages; /**< NULL until training begins, and so are the next two */
  float *first_moments, *second_moments;
};

/** What a pass adds to a parameter's gradient. */
struct gradient {
  float *sums;       /**< as the parameter's weights */
  uint32_t *touched; /**< of PARAMETER_ROWS: the rows where sums may not be zero */
  uint32_t touched_count;
  bool *is_touched; /**< for each row */
};

size_t parameter_size(const struct parameter *parameter);

/** Makes a parameter with weights that are normal with the deviation given. */
void parameter_open(struct parameter *parameter, const char *name, enum parameter_kind kind, uint32_t rows,
                    uint32_t columns, float deviation, struct random_source *random);
void parameter_close(struct parameter *parameter);

/** Prepares a parameter for training. */
void parameter_begin(struct parameter *parameter);

/** Exchanges the weights and their averages. */
void parameter_exchange(struct parameter *parameter);

/** averages = share x averages + (1 - share) x weights. */
void parameter_average(struct parameter *parameter, float share);

void gradient_open(struct gradient *gradient, const struct parameter *parameter);
void gradient_close(struct gradient *gradient);

/** Adds to the gradient of a row of PARAMETER_ROWS. */
void gradient_add_row(struct gradient *gradient, uint32_t row, const float *addend, uint32_t columns);

/** Adds `other` to `gradient` and sets `other` to zero. */
void gradient_take(struct gradient *gradient, struct gradient *other, const struct parameter *parameter);

/** The sum of its squares. */
double gradient_square(const struct gradient *gradient, const struct parameter *parameter);

/** One step of Adam. */
struct adam {
  float rate;
  float first_correction, second_correction; /**< 1 - decay to the power of the step */
  float scale;                               /**< the gradient is multiplied by it first */
};
#define ADAM_FIRST_DECAY 0.9f
#define ADAM_SECOND_DECAY 0.98f

/** Takes a step, and sets the gradient to zero. */
void parameter_step(struct parameter *parameter, struct gradient *gradient, const struct adam *adam);

#endif

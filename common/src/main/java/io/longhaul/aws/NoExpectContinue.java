package io.longhaul.aws;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Sends a PUT's body at once, instead of asking first: a round trip for a body rarely refused. */
final class NoExpectContinue implements ExecutionInterceptor {
  private static final String EXPECT = "Expect";

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes call) {
    SdkHttpRequest request = context.httpRequest();
    if (request.firstMatchingHeader(EXPECT).isEmpty()) return request;
    return request.toBuilder().removeHeader(EXPECT).build();
  }
}
